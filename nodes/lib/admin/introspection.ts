/**
 * Asks a GraphQL service for its schema (GraphQL specification, section 4), as
 * far as checking a query against it needs.
 */
export const INTROSPECTION = `
query Introspection {
  __schema {
    queryType { name }
    mutationType { name }
    subscriptionType { name }
    types { ...Type }
    directives { name locations args { ...Input } }
  }
}
fragment Type on __Type {
  kind
  name
  fields(includeDeprecated: true) {
    name
    isDeprecated
    deprecationReason
    args { ...Input }
    type { ...Reference }
  }
  inputFields { ...Input }
  interfaces { ...Reference }
  enumValues(includeDeprecated: true) { name isDeprecated deprecationReason }
  possibleTypes { ...Reference }
}
fragment Input on __InputValue {
  name
  defaultValue
  type { ...Reference }
}
fragment Reference on __Type {
  kind name ofType { kind name ofType { kind name ofType { kind name ofType {
    kind name ofType { kind name ofType { kind name ofType { kind name } } }
  } } } }
}
`;
