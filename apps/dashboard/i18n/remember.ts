import type { Language } from '../format/language.js';

const key = 'lumbung.language';

/** What this person chose before; Bahasa Indonesia for everybody else, whatever the browser prefers. */
export function rememberedLanguage(): Language {
  try {
    return localStorage.getItem(key) === 'en' ? 'en' : 'id';
  } catch {
    return 'id';
  }
}

/** Also tells the page's language to screen readers. A browser without storage only forgets it. */
export function rememberLanguage(language: Language): void {
  document.documentElement.lang = language;
  try {
    localStorage.setItem(key, language);
  } catch {
    return;
  }
}
