import { Button } from '@mantine/core';
import { IconPlantOff } from '@tabler/icons-react';
import { useLanguage } from '../i18n/use-language.js';
import { Notice } from './Notice.js';

export function Crashed() {
  const { t } = useLanguage();
  return (
    <Notice icon={IconPlantOff} title={t('shell/crashed')} hint={t('shell/crashedHint')} alert>
      <Button onClick={() => location.reload()}>{t('shell/reload')}</Button>
    </Notice>
  );
}
