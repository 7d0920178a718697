import type { TablerIcon } from '@tabler/icons-react';
import {
  IconAvocado,
  IconCarrot,
  IconEgg,
  IconFish,
  IconGrain,
  IconMeat,
  IconMilk,
  IconPackage,
  IconSausage,
  IconStar,
} from '@tabler/icons-react';

export interface CommodityLook {
  icon: TablerIcon;
  /** Line colours on the map and marks in the lists, for the light and the dark theme. */
  light: string;
  dark: string;
}

const looks: Record<string, CommodityLook> = {
  'egg.chicken': { icon: IconEgg, light: '#c47d08', dark: '#f2b441' },
  'rice.milled': { icon: IconGrain, light: '#7a5c2e', dark: '#d9bd8b' },
  'milk.cow': { icon: IconMilk, light: '#2b7bb0', dark: '#7cc0ee' },
  'meat.goat': { icon: IconMeat, light: '#b0342c', dark: '#f58278' },
  'meat.processed': { icon: IconSausage, light: '#8a3f86', dark: '#dc94d8' },
  'fish.koi': { icon: IconFish, light: '#e0571b', dark: '#ff9a63' },
  'fruit.starfruit': { icon: IconStar, light: '#8f8a00', dark: '#dcd64c' },
  'fruit.avocado': { icon: IconAvocado, light: '#4b7414', dark: '#a4cf62' },
  'vegetable.mixed': { icon: IconCarrot, light: '#118a58', dark: '#4fd39b' },
};

const other: CommodityLook = { icon: IconPackage, light: '#55605a', dark: '#b4beb6' };

export const commodityLook = (code: string): CommodityLook => looks[code] ?? other;
