import { IconFlask } from '@tabler/icons-react';
import { formatStamp } from '../format/time.js';
import { useLanguage } from '../i18n/use-language.js';
import { Tag, type Tone } from '../office/Tag.js';
import { Notice } from '../shell/Notice.js';
import styles from './Joining.module.css';
import type { Report, ReportLine } from './joining.js';

const tones: Record<ReportLine['outcome'], Tone> = { right: 'good', repeated: 'info', wrong: 'bad' };

/** A conformance run: what still has to be shown, and each line with how to mend it, newest first. */
export function ReportView({ report }: { report: Report }) {
  const { t, say } = useLanguage();
  const lines = [...report.lines].reverse();
  return (
    <div className={styles['report']}>
      <section aria-label={t('office/joining/checks')}>
        <h3>{t('office/joining/checks')}</h3>
        <ul className={styles['checks']}>
          {report.checks.map((check) => (
            <li key={check.code}>
              <Tag tone={check.passed ? 'good' : 'quiet'}>
                {t(check.passed ? 'office/joining/passed' : 'office/joining/open')}
              </Tag>
              <span>{say(check.text)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section aria-label={t('office/joining/lines')}>
        <h3>
          {t('office/joining/lines')}{' '}
          <span className={styles['counts']}>{t('office/joining/counts', { ...report.counts })}</span>
        </h3>
        {lines.length === 0 && (
          <Notice
            icon={IconFlask}
            title={t('office/joining/noLines')}
            hint={t('office/joining/noLinesHint')}
          />
        )}
        <ol className={styles['lines']}>
          {lines.map((line) => (
            <ReportRow key={line.line} line={line} />
          ))}
        </ol>
      </section>
    </div>
  );
}

function ReportRow({ line }: { line: ReportLine }) {
  const { t, say, language } = useLanguage();
  // A single fault is often the reason itself.
  const faults = line.errors.filter(({ text }) => say(text) !== say(line.text));
  return (
    <li data-outcome={line.outcome}>
      <div className={styles['lineHead']}>
        <span className={styles['number']}>{line.line}</span>
        <Tag tone={tones[line.outcome]}>{t(`office/joining/outcome/${line.outcome}`)}</Tag>
        <code>{line.type ?? t('rejected/unknownType')}</code>
        {line.eventId && <code>{line.eventId}</code>}
        <span className={styles['when']}>{formatStamp(line.at, language)}</span>
      </div>
      <p>
        {say(line.text)} {line.code && <code>{line.code}</code>}
      </p>
      {faults.length > 0 && (
        <ul className={styles['errors']}>
          {faults.map((fault, index) => (
            <li key={index}>{say(fault.text)}</li>
          ))}
        </ul>
      )}
      {line.advice && (
        <p className={styles['advice']}>
          <strong>{t('office/joining/mend')}</strong> {say(line.advice)}
        </p>
      )}
    </li>
  );
}
