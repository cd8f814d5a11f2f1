/**
 * Explanations take the width that the dialog has, whatever Node-RED's own limit
 * for them; and they wrap, where their longest line would widen the dialog.
 */
export const HINT_STYLE = { maxWidth: 'none', contain: 'inline-size' };
