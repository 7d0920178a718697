export type Language = 'id' | 'en';

/** BCP 47 tag whose number and date habits each language uses. */
export const localeOf: Record<Language, string> = { id: 'id-ID', en: 'en-GB' };
