import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLanguage } from '../i18n/use-language.js';
import parts from '../office/Parts.module.css';
import { Panel } from '../shell/Panel.js';
import { popupState, turnOff, turnOn } from './popups.js';

/** Turns what pops up on or off for this browser; the browser is asked only here, after a click. */
export function BrowserPanel() {
  const { t } = useLanguage();
  const [state, setState] = useState(popupState);
  const isOn = state === 'on';
  return (
    <Panel title={t('notices/browser/title')}>
      <div className={parts['body']}>
        <p role="status">{t(`notices/browser/${state}`)}</p>
        {(isOn || state === 'off') && (
          <div className={parts['actions']}>
            <Button
              size="md"
              variant={isOn ? 'light' : 'filled'}
              onClick={() => (isOn ? setState(turnOff()) : void turnOn().then(setState))}
            >
              {t(isOn ? 'notices/browser/turnOff' : 'notices/browser/turnOn')}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}
