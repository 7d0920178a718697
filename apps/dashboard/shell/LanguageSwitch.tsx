import { SegmentedControl } from '@mantine/core';
import type { Language } from '../format/language.js';
import { useLanguage } from '../i18n/use-language.js';
import styles from './LanguageSwitch.module.css';

const choices = [
  { value: 'id', label: 'ID' },
  { value: 'en', label: 'EN' },
];

export function LanguageSwitch() {
  const { t, language, setLanguage } = useLanguage();
  return (
    <SegmentedControl
      aria-label={t('shell/language')}
      size="xs"
      radius="xl"
      data={choices}
      value={language}
      onChange={(value) => setLanguage(value as Language)}
      classNames={{
        root: styles['root'] ?? '',
        label: styles['label'] ?? '',
        indicator: styles['indicator'] ?? '',
      }}
    />
  );
}
