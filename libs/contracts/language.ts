/** A text for people: Bahasa Indonesia first, English second. */
export interface BilingualText {
  id: string;
  en: string;
}

/** A schema's description holds both languages, so that every viewer of schemas shows both. */
export function both(id: string, en: string): { description: string } {
  return { description: `${id} / ${en}` };
}
