import { useTranslation } from 'react-i18next';
import type { Bilingual } from '../api/types.js';
import type { Language } from '../format/language.js';

export interface Speech {
  t: (key: string, values?: Record<string, unknown>) => string;
  language: Language;
  /** The half of a bilingual text that this person reads. */
  say: (text: Bilingual | null | undefined) => string;
  setLanguage: (language: Language) => void;
}

export function useLanguage(): Speech {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'id';
  return {
    t: t as Speech['t'],
    language,
    say: (text) => text?.[language] || text?.id || text?.en || '',
    setLanguage: (chosen) => void i18n.changeLanguage(chosen),
  };
}
