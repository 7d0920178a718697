import { IconHistory } from '@tabler/icons-react';
import { useNames } from '../api/registry.js';
import { formatStamp } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { Panel } from '../shell/Panel.js';
import { pathText, valueText } from './difference.js';
import { Listing } from './Listing.js';
import styles from './Parts.module.css';

interface Version {
  version: number;
  at: string;
  by: string;
  actor: string | null;
  reason: string;
  value: unknown;
  difference: { path: string; before: unknown; after: unknown }[];
}

/** How an entry of the registry came to be what it is: who, when, why, and what differs. */
export function EntryHistory({ kind, code, title }: { kind: string; code: string; title?: string }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const shown = (version: Version) => version.difference.filter(({ path }) => path !== '');
  return (
    <Panel title={title ?? t('office/history')} subtitle={t('office/historyHint')}>
      <Listing<Version>
        path={`/v1/registry/${kind}/${encodeURIComponent(code)}/history`}
        limit={20}
        empty={{ icon: IconHistory, title: t('office/noHistory'), hint: '' }}
      >
        {(versions) => (
          <ul className={styles['history']}>
            {versions.map((version) => (
              <li key={version.version}>
                <div className={styles['soft']}>
                  {formatStamp(version.at, language)}
                  <br />
                  {names.party(version.by)}
                </div>
                <div>
                  <p className={styles['reason']}>{version.reason}</p>
                  {version.value === null && <p className={styles['soft']}>{t('office/removed')}</p>}
                  {shown(version).length > 0 && (
                    <ul className={styles['differences']}>
                      {shown(version).map(({ path, before, after }) => (
                        <li key={path}>
                          <span className={styles['soft']}>
                            {t(`office/field/${pathText(path)}`, { defaultValue: pathText(path) })}
                          </span>
                          <del>{valueText(before)}</del>
                          <span aria-hidden>→</span>
                          <ins>{valueText(after)}</ins>
                        </li>
                      ))}
                    </ul>
                  )}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Listing>
    </Panel>
  );
}
