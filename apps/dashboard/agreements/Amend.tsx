import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLanguage } from '../i18n/use-language.js';
import { EntryForm } from '../office/EntryForm.js';
import parts from '../office/Parts.module.css';
import type { Agreement } from './agreement.js';

interface AmendProps {
  agreement: Agreement;
  save: (agreement: Agreement, reason: string) => Promise<void>;
  close: () => void;
}

/** The terms that parties change most often; the others are amended as they are written, in the registry. */
export function Amend({ agreement, save, close }: AmendProps) {
  const { t } = useLanguage();
  const [value, setValue] = useState(agreement);
  const put = (part: Partial<Agreement>): void => setValue({ ...value, ...part });
  const putDays = (name: 'endingDays' | 'sleepingDays', text: string): void => {
    const { [name]: _, ...rest } = value;
    setValue(text === '' ? rest : { ...rest, [name]: Number(text) });
  };
  return (
    <EntryForm
      title={t('office/agreements/amend')}
      subtitle={t('office/agreements/amendHint')}
      value={value}
      save={save}
      close={close}
    >
      <div className={parts['form']}>
        <NativeSelect
          size="md"
          label={t('office/field/status')}
          value={value.status}
          onChange={(event) => put({ status: event.currentTarget.value as Agreement['status'] })}
          data={(['active', 'suspended', 'ended'] as const).map((status) => ({
            value: status,
            label: t(`office/agreements/status/${status}`),
          }))}
        />
        <TextInput
          size="md"
          type="date"
          required
          label={t('office/field/validTo')}
          value={value.validTo}
          onChange={(event) => put({ validTo: event.currentTarget.value })}
        />
        {(['endingDays', 'sleepingDays'] as const).map((name) => (
          <TextInput
            key={name}
            size="md"
            type="number"
            min={0}
            max={3650}
            label={t(`office/field/${name}`)}
            description={t('office/agreements/daysHint')}
            value={value[name] ?? ''}
            onChange={(event) => putDays(name, event.currentTarget.value)}
          />
        ))}
      </div>
    </EntryForm>
  );
}
