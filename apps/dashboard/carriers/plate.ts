/** A number plate as the gateway takes it: `ag 8123 uk` → `AG-8123-UK`. */
export const plateCode = (typed: string): string => typed.trim().replace(/\s+/g, '-').toUpperCase();
