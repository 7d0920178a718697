import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoonStars, IconSun } from '@tabler/icons-react';
import { useLanguage } from '../i18n/use-language.js';

export function ThemeSwitch() {
  const { t } = useLanguage();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const label = t(dark ? 'shell/toLight' : 'shell/toDark');
  return (
    <ActionIcon
      variant="transparent"
      c="#f2d48a"
      size={36}
      radius="xl"
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      {dark ? <IconSun size={20} stroke={1.8} /> : <IconMoonStars size={20} stroke={1.8} />}
    </ActionIcon>
  );
}
