import { IconCircleCheck } from '@tabler/icons-react';
import { useNames } from '../api/registry.js';
import type { FactItem } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { useMay } from '../office/may.js';
import { Panel } from '../shell/Panel.js';
import { Act } from './Act.js';
import { confirmation } from './decision.js';
import styles from './Desk.module.css';
import { FactLine } from './FactLine.js';
import { Facts } from './Facts.js';

/** Reports that wait for a person, each with what was said of the place before. */
export function Held() {
  const { t } = useLanguage();
  return (
    <Panel title={t('desk/desk/held')} subtitle={t('desk/held/subtitle')}>
      <Facts
        question={{ state: 'held' }}
        empty={{ icon: IconCircleCheck, title: t('desk/held/empty'), hint: t('desk/held/emptyHint') }}
      >
        {(facts) => (
          <ul className={styles['list']}>
            {facts.map((fact) => (
              <HeldFact key={fact.factId} fact={fact} />
            ))}
          </ul>
        )}
      </Facts>
    </Panel>
  );
}

function HeldFact({ fact }: { fact: FactItem }) {
  const { t } = useLanguage();
  const names = useNames();
  const { person, may } = useMay();
  const { hub, commodity, location = '', factId } = fact;
  const isOwn = person?.party === fact.source;
  return (
    <li>
      <h3>
        {names.commodity(commodity)} · {names.place(location)}
      </h3>
      <ul>
        <FactLine fact={fact} />
      </ul>
      <details className={styles['fold']}>
        <summary>{t('desk/held/before')}</summary>
        <Facts question={{ hub, commodity, location }}>
          {(facts) => (
            <ul>
              {facts
                .filter((other) => other.factId !== factId)
                .map((other) => (
                  <FactLine key={other.factId} fact={other} />
                ))}
            </ul>
          )}
        </Facts>
      </details>
      {isOwn && <p className={styles['meta']}>{t('desk/held/own')}</p>}
      {may('events:write') && !isOwn && (
        <div className={styles['actions']}>
          {(['confirmed', 'refused'] as const).map((decision) => (
            <Act
              key={decision}
              label={t(`desk/held/${decision === 'confirmed' ? 'confirm' : 'refuse'}`)}
              isQuiet={decision === 'refused'}
              ledger={fact}
              change={{ change: 'fact.confirmed', factId, decision }}
              event={(reason) => confirmation(fact, decision, reason)}
            />
          ))}
        </div>
      )}
    </li>
  );
}
