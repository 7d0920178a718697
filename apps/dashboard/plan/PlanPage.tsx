import './texts/index.js';
import { IconHandClick } from '@tabler/icons-react';
import { CommodityFilter } from '../headline/CommodityFilter.js';
import { useLists } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';
import { Office, showTab } from '../office/Office.js';
import officeStyles from '../office/Office.module.css';
import { Notice } from '../shell/Notice.js';
import { linkTo, useFilters, useParts } from '../shell/route.js';
import { Board } from './Board.js';
import { Flow } from './Flow.js';
import { OverridesPart } from './OverridesPart.js';
import styles from './Plan.module.css';
import { Timeline } from './Timeline.js';
import { planAddress, planTabs, tabOf } from './tabs.js';
import { WhatIf } from './WhatIf.js';

/** The officers' room of the plan: its shipments, what it is made of, and what they ask of it. */
export default function PlanPage() {
  const { t } = useLanguage();
  const [part] = useParts();
  const [query, setFilter] = useFilters();
  const { meta } = useLists();
  const tab = tabOf(part);
  const commodity = query.get('komoditas');
  const needsOne = tab === 'flow' || tab === 'whatIf';
  const hub = meta?.hub.code;
  return (
    <Office section="plan" title={t('plan/title')} subtitle={t('plan/subtitle')}>
      <nav className={officeStyles['tabs']} aria-label={t('plan/tabs')}>
        {planTabs.map((each) => (
          <a
            key={each}
            ref={each === tab ? showTab : undefined}
            href={planAddress(each, commodity ? { komoditas: commodity } : {})}
            aria-current={each === tab ? 'page' : undefined}
          >
            {t(`plan/tab/${each}`)}
          </a>
        ))}
      </nav>
      <CommodityFilter chosen={commodity} choose={(code) => setFilter('komoditas', code ?? '')} />
      <div className={styles['plan']}>
        {tab === 'board' && <Board commodity={commodity} />}
        {tab === 'timeline' && <Timeline commodity={commodity} />}
        {needsOne && (!commodity || !hub) && (
          <Notice icon={IconHandClick} title={t('plan/choose')} hint={t('plan/chooseHint')}>
            <a href={linkTo('plan')}>{t('plan/tab/board')}</a>
          </Notice>
        )}
        {tab === 'flow' && commodity && hub && <Flow key={commodity} hub={hub} commodity={commodity} />}
        {tab === 'whatIf' && commodity && hub && <WhatIf key={commodity} hub={hub} commodity={commodity} />}
        {tab === 'overrides' && hub && <OverridesPart hub={hub} commodity={commodity} />}
      </div>
    </Office>
  );
}
