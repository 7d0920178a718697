import { TextInput } from '@mantine/core';
import { useLanguage } from '../i18n/use-language.js';

/** Why something is changed: it stays in the history for ever. */
export function ReasonField({ value, change }: { value: string; change: (value: string) => void }) {
  const { t } = useLanguage();
  return (
    <TextInput
      size="md"
      required
      minLength={3}
      maxLength={300}
      label={t('office/reason')}
      description={t('office/reasonHint')}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
