import { Type } from '@sinclair/typebox';
import { both } from '../language.js';
import { signedQuantity, unit } from '../values.js';

/** What the party said before conversion: kept beside the base units for people to read. */
export const stated = Type.Optional(
  Type.Object(
    { quantity: signedQuantity(), unit: unit() },
    both('Seperti dinyatakan pengirim, sebelum dikonversi', 'As the sender stated it, before conversion'),
  ),
);
