import { createTheme, type MantineColorsTuple } from '@mantine/core';

const padi: MantineColorsTuple = [
  '#eef7f1',
  '#dcebdd',
  '#b6d8c2',
  '#8cc4a4',
  '#62ae86',
  '#3c9a6b',
  '#2a8058',
  '#1d6646',
  '#175339',
  '#14392c',
];

/** Mantine in the product's colours; surfaces come from the tokens so that both themes have one source. */
export const theme = createTheme({
  primaryColor: 'padi',
  primaryShade: { light: 7, dark: 5 },
  colors: { padi },
  fontFamily: 'var(--font)',
  headings: { fontFamily: 'var(--font)' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Tooltip: {
      defaultProps: { withArrow: true, openDelay: 200, events: { hover: true, focus: true, touch: true } },
    },
  },
});
