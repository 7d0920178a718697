import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useLanguage } from '../i18n/use-language.js';
import { valueText } from '../office/difference.js';
import { EntryHistory } from '../office/EntryHistory.js';
import { EditButton } from '../office/EditButton.js';
import { EntryForm } from '../office/EntryForm.js';
import { useMay } from '../office/may.js';
import { Office } from '../office/Office.js';
import parts from '../office/Parts.module.css';
import { useEntry } from '../office/use-entry.js';
import { LoadFailed } from '../shell/LoadFailed.js';
import { Loading } from '../shell/Loading.js';
import { Panel } from '../shell/Panel.js';
import { linkTo } from '../shell/route.js';
import { partsOf, tableKinds, type Entry } from './kinds.js';

/** One entry as it is written, its history, and a new version of it with the reason. */
export function EntryPage({ kind, code }: { kind: string; code: string }) {
  const { t, say } = useLanguage();
  const { may } = useMay();
  const { query, save } = useEntry<Entry>(kind, code);
  const [isEditing, setEditing] = useState(false);
  const entry = query.data?.value;
  const told = (value: unknown): string =>
    typeof value === 'string' ? t(`office/value/${value}`, { defaultValue: value }) : valueText(value);
  const named = (name: string): string => (typeof entry?.[name] === 'string' ? entry[name] : '');
  const title =
    say({ id: named('nameId') || named('titleId'), en: named('nameEn') || named('titleEn') }) ||
    named('name') ||
    code;
  return (
    <Office
      section="registry"
      back={{
        href: kind in tableKinds ? linkTo('registry', kind) : linkTo('registry'),
        label: t(`office/registry/kind/${kind}`, { defaultValue: t('office/registry/title') }),
      }}
      title={title}
      subtitle={code}
      tools={
        entry &&
        may('registry:write') &&
        !isEditing && <EditButton label={t('office/edit')} edit={() => setEditing(true)} />
      }
    >
      {query.isPending && <Loading />}
      {query.isError && <LoadFailed error={query.error} retry={() => void query.refetch()} />}
      {entry && isEditing && <EditEntry entry={entry} save={save} close={() => setEditing(false)} />}
      {entry && !isEditing && (
        <Panel title={t('office/registry/data')}>
          <dl className={parts['facts']}>
            {partsOf(entry).map(({ name, value, isWide }) => (
              <div key={name} className={isWide ? parts['wide'] : undefined}>
                <dt>{t(`office/field/${name}`, { defaultValue: name })}</dt>
                <dd>{told(value)}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      )}
      {entry && <EntryHistory kind={kind} code={code} />}
    </Office>
  );
}

interface EditEntryProps {
  entry: Entry;
  save: (entry: Entry, reason: string) => Promise<void>;
  close: () => void;
}

function EditEntry({ entry, save, close }: EditEntryProps) {
  const { t } = useLanguage();
  const [text, setText] = useState(JSON.stringify(entry, null, 2));
  const value = objectOf(text);
  return (
    <EntryForm
      title={t('office/edit')}
      subtitle={t('office/registry/editHint')}
      value={value}
      save={save}
      close={close}
    >
      <Textarea
        classNames={{ input: parts['editor'] ?? '' }}
        label={t('office/registry/json')}
        error={value ? null : t('office/connectors/notJson')}
        rows={18}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </EntryForm>
  );
}

function objectOf(text: string): Entry | null {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Entry) : null;
  } catch {
    return null;
  }
}
