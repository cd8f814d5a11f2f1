/** Names the input that stands in the place of a typed field: the field's own label does not reach it. */
export function labelTypedInput(field: JQuery, label: string): void {
  field
    .next('.red-ui-typedInput-container')
    .find('.red-ui-typedInput-input')
    .attr('aria-label', label);
}
