import i18next from 'i18next';
import { en } from './en.js';
import { id } from './id.js';

// They come with the pages that need them and not with the first download.
i18next.addResourceBundle('id', 'translation', { plan: id }, true, true);
i18next.addResourceBundle('en', 'translation', { plan: en }, true, true);
