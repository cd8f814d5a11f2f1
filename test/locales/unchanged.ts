/** Texts that may be the same as in English, and why, for any language or for one. */
export const UNCHANGED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  any: {
    TLS: 'a name',
    WKT: 'a name',
    JSON: 'a name',
    Buffer: 'a class of Node.js',
    '0, 0': 'numbers',
    'iNode GeoJSON': 'two names',
    'RFC 7946: GeoJSON': 'two names',
    'v1/…': 'a path',
    'data/…': 'a path',
    building_features: 'a name in a schema',
    '<': 'a sign',
    '≤': 'a sign',
    '>': 'a sign',
    '≥': 'a sign',
    '__megabytes__ MB': 'a unit',
    '__ms__ ms': 'a unit',
    '__list__: __message__': 'no words',
    '__text__, __time__': 'no words',
    '__account__ (__owner__)': 'no words',
  },
  de: {
    Name: 'the German word',
    Body: 'what German texts on HTTP call it',
    Topics: 'what Node-RED in German calls them',
    Operation: 'the German word',
    Parameter: 'the German word',
    Details: 'the German word',
    Proxy: 'the German word',
    Scope: 'what German texts on OAuth2 call it',
  },
  es: { Variables: 'the Spanish word', Proxy: 'the Spanish word', color: 'the Spanish word' },
  fr: {
    Variables: 'the French word',
    Proxy: 'the French word',
    Latitude: 'the French word',
    Longitude: 'the French word',
  },
  ja: {},
  'zh-CN': {},
};

export function mayStay(language: string, text: string): boolean {
  return [UNCHANGED['any'], UNCHANGED[language]].some((texts) => text in (texts ?? {}));
}
