import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.js';
import { id } from './id.js';
import { rememberLanguage, rememberedLanguage } from './remember.js';

/** Both languages are in the first download: a switch is instant and needs no network. */
export function startLanguages(): void {
  void i18next.use(initReactI18next).init({
    resources: { id: { translation: id }, en: { translation: en } },
    lng: rememberedLanguage(),
    fallbackLng: 'id',
    // Event kinds and alert codes are keys with a dot in them, so paths are cut at another sign.
    keySeparator: '/',
    nsSeparator: false,
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  });
  rememberLanguage(i18next.language === 'en' ? 'en' : 'id');
  i18next.on('languageChanged', (language) => rememberLanguage(language === 'en' ? 'en' : 'id'));
}
