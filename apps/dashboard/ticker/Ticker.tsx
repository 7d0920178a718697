import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconActivityHeartbeat, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useMemo, useState, type CSSProperties } from 'react';
import { useNames } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import { Notice } from '../shell/Notice.js';
import { Panel } from '../shell/Panel.js';
import { DelaySummary } from './DelaySummary.js';
import { describe, type EventGroup } from './describe.js';
import styles from './Ticker.module.css';
import { TickerRow } from './TickerRow.js';
import { useTicker } from './use-ticker.js';

type Choice = 'all' | EventGroup;
const rowsMax = 40;

const listOf = (rows: number) => ({ '--rows': rows }) as CSSProperties;

/** What happens, as it happens, and how long it took to get here. */
export function Ticker() {
  const { t, language } = useLanguage();
  const names = useNames();
  const { entries, paused, waiting, toggle } = useTicker();
  const [choice, setChoice] = useState<Choice>('all');
  const said = useMemo(() => {
    const told = entries
      .slice(0, choice === 'all' ? rowsMax : undefined)
      .map((entry) => ({ entry, words: describe(entry.event, names, language, entry.count) }));
    return told.filter(({ words }) => choice === 'all' || words.group === choice).slice(0, rowsMax);
  }, [entries, choice, names, language]);
  const label = t(paused ? 'ticker/resume' : 'ticker/pause');
  return (
    <Panel
      className={styles['panel']}
      title={t('ticker/title')}
      subtitle={paused ? t('ticker/paused', { count: waiting }) : <DelaySummary />}
      tools={
        <ActionIcon variant="default" size={38} radius="xl" aria-label={label} title={label} onClick={toggle}>
          {paused ? <IconPlayerPlay size={18} /> : <IconPlayerPause size={18} />}
        </ActionIcon>
      }
    >
      <div className={styles['filter']}>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('ticker/filter')}
          value={choice}
          onChange={(value) => setChoice(value as Choice)}
          data={[
            { value: 'all', label: t('common/all') },
            { value: 'facts', label: t('ticker/facts') },
            { value: 'plans', label: t('ticker/plans') },
          ]}
        />
      </div>
      {said.length === 0 ? (
        <Notice
          icon={IconActivityHeartbeat}
          title={t(entries.length > 0 ? 'ticker/emptyFilter' : 'ticker/empty')}
          hint={t('ticker/emptyHint')}
        />
      ) : (
        <div
          className={styles['rows']}
          role="log"
          aria-live="off"
          aria-label={t('ticker/title')}
          tabIndex={0}
        >
          <ol className={styles['list']} style={listOf(said.length)}>
            {said.map(({ entry, words }, index) => (
              <TickerRow key={entry.key} entry={entry} words={words} index={index} />
            ))}
          </ol>
        </div>
      )}
    </Panel>
  );
}
