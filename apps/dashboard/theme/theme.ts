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

/** Brick instead of Mantine's red: white on it can be read in either theme. */
const red: MantineColorsTuple = [
  '#fdf0ec',
  '#f9ded3',
  '#f0bba8',
  '#f59b80',
  '#dd6c4a',
  '#cf5a3a',
  '#b8472a',
  '#a33a20',
  '#832d18',
  '#631f0f',
];

/** Husk instead of Mantine's blue-grey, for controls on the light ground. */
const gray: MantineColorsTuple = [
  '#fbf8ef',
  '#f3ecdb',
  '#eae1ca',
  '#ddd1b3',
  '#cdbf9d',
  '#a2967a',
  '#7a715c',
  '#565042',
  '#37342b',
  '#22201a',
];

/** Night over the fields, for controls on the dark ground. */
const dark: MantineColorsTuple = [
  '#edf0e4',
  '#c3cdc2',
  '#a6b3a6',
  '#6f8174',
  '#3c5246',
  '#2c3d33',
  '#1d2b24',
  '#131e18',
  '#0f1813',
  '#0a120e',
];

/** Mantine in the product's colours; surfaces come from the tokens so that both themes have one source. */
export const theme = createTheme({
  primaryColor: 'padi',
  primaryShade: { light: 7, dark: 6 },
  colors: { padi, red, gray, dark },
  white: '#fffdf7',
  black: '#1c2a22',
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
