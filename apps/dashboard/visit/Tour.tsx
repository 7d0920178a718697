import './texts/index.js';
import { useEffect, useRef } from 'react';
import { useLanguage } from '../i18n/use-language.js';
import { steps, type StepName } from './steps.js';
import { endVisit, goToStep } from './visit.js';
import styles from './Visit.module.css';

/** Walks through the live page: each step marks a part of it and says what it is for. The page goes on behind it. */
export default function Tour({ step }: { step: number }) {
  const { t } = useLanguage();
  const name = steps[step] ?? steps[0];
  const card = useRef<HTMLDivElement>(null);
  const from = useRef<Element | null>(null);
  useEffect(() => {
    from.current ??= document.activeElement;
    const begun = from.current;
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') endVisit();
    };
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('keydown', onKey);
      // Whoever began it by a button that is still there goes on from it.
      if (begun instanceof HTMLElement && begun.isConnected) begun.focus();
      else document.getElementById('content')?.focus();
    };
  }, []);
  useEffect(() => {
    card.current?.focus();
    return mark(name);
  }, [name]);
  const isLast = step === steps.length - 1;
  return (
    <div
      ref={card}
      className={styles['tour']}
      role="dialog"
      aria-labelledby="tour-title"
      aria-describedby="tour-text"
      tabIndex={-1}
    >
      <p className={styles['count']}>{t('tour/count', { step: step + 1, steps: steps.length })}</p>
      <h2 id="tour-title">{t(`tour/${name}/title`)}</h2>
      <p id="tour-text">{t(`tour/${name}/text`)}</p>
      <div className={styles['buttons']}>
        <button type="button" onClick={endVisit}>
          {t('tour/end')}
        </button>
        {step > 0 && (
          <button type="button" onClick={() => goToStep(step - 1)}>
            {t('tour/back')}
          </button>
        )}
        <button type="button" data-main onClick={() => (isLast ? endVisit() : goToStep(step + 1))}>
          {t(isLast ? 'tour/done' : 'tour/next')}
        </button>
      </div>
    </div>
  );
}

/** Marks the part of the page that a step speaks of; the answer takes the mark away. */
function mark(name: StepName): () => void {
  const part = document.querySelector(`[data-tour="${name}"]`);
  part?.setAttribute('data-toured', '');
  part?.scrollIntoView({ block: 'center' });
  return () => part?.removeAttribute('data-toured');
}
