import i18next from 'i18next';
import { en } from './en.js';
import { enOne } from './en-one.js';
import { id } from './id.js';

// They come with the pages that need them and not with the first download.
i18next.addResourceBundle('id', 'translation', { office: id }, true, true);
i18next.addResourceBundle('en', 'translation', { office: en }, true, true);
i18next.addResourceBundle('en', 'translation', { office: enOne }, true, true);
