import i18next from 'i18next';
import { en } from './en.js';
import { id } from './id.js';

// They come with the phone's pages and not with the first download.
i18next.addResourceBundle('id', 'translation', { phone: id }, true, true);
i18next.addResourceBundle('en', 'translation', { phone: en }, true, true);
