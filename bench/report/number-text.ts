const MEGABYTE = 2 ** 20;

/** A number with a precision that people read: 1,234 or 12.3. */
export function numberText(value: number, decimals = value < 99.95 ? 1 : 0): string {
  return value.toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** A whole number: 200,000. */
export function countText(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}

export function megabytesText(bytes: number): string {
  return numberText(bytes / MEGABYTE);
}

/** A ratio: ×1.15. */
export function timesText(ratio: number): string {
  return `×${ratio < 10 ? ratio.toFixed(2) : numberText(ratio, 0)}`;
}
