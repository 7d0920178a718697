import '../office/texts/index.js';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Field } from '../access/Field.js';
import { FormPage } from '../access/FormPage.js';
import { useLanguage } from '../i18n/use-language.js';
import { useMay } from '../office/may.js';
import { Loading } from '../shell/Loading.js';
import styles from './Joining.module.css';
import { Trial } from './Trial.js';

/** A party's own conformance run: of its officer who is logged in, or of who holds its sandbox key. */
export default function TrialPage() {
  const { t } = useLanguage();
  const { person, may } = useMay();
  const [typed, setTyped] = useState('');
  const [key, setKey] = useState<string | null>(null);
  if (person === undefined) return <Loading />;
  if (key === null && !may('sandbox:write'))
    return (
      <FormPage
        title={t('office/trial/title')}
        subtitle={t('office/trial/askKey')}
        complaint={null}
        onSubmit={(event) => {
          event.preventDefault();
          setKey(typed.trim());
        }}
      >
        <Field
          label={t('office/trial/key')}
          hint={t('office/trial/keyHint')}
          type="password"
          autoComplete="off"
          maxLength={200}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" size="md" fullWidth disabled={typed.trim() === ''}>
          {t('office/trial/open')}
        </Button>
      </FormPage>
    );
  return (
    <div className={styles['narrow']}>
      <Trial sandboxKey={key} />
    </div>
  );
}
