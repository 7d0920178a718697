import { TextInput } from '@mantine/core';
import { useLanguage } from '../i18n/use-language.js';

/** The number plate of a truck, as it is painted on it. */
export function PlateInput({ value, change }: { value: string; change: (typed: string) => void }) {
  const { t } = useLanguage();
  return (
    <TextInput
      label={t('phone/load/plate')}
      description={t('phone/load/plateHint')}
      placeholder="AG 8123 UK"
      maxLength={20}
      pattern="[A-Za-z0-9 .\-]*"
      autoCapitalize="characters"
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
