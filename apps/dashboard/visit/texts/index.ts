import i18next from 'i18next';
import { en } from './en.js';
import { id } from './id.js';

// They come with the tour and not with the first download.
i18next.addResourceBundle('id', 'translation', { tour: id }, true, true);
i18next.addResourceBundle('en', 'translation', { tour: en }, true, true);
