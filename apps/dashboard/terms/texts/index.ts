import i18next from 'i18next';
import { en } from './en.js';
import { id } from './id.js';

// They come with the page that explains the words.
i18next.addResourceBundle('id', 'translation', { terms: id }, true, true);
i18next.addResourceBundle('en', 'translation', { terms: en }, true, true);
