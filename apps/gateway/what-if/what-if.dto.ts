import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { limits } from '#contracts';
import { identifier } from '../http/patterns.js';

const date = /^\d{4}-\d{2}-\d{2}$/;
export const changesMax = 100;

/** A JSON number or a decimal text; the commodity's units decide what is exact. */
function IsDecimal() {
  return ValidateBy({
    name: 'isDecimal',
    validator: {
      validate: (value: unknown) => typeof value === 'number' || typeof value === 'string',
      defaultMessage: () => '$property must be a number or a decimal text such as "12.5"',
    },
  });
}

/** A lot's or a grade's name, which may be left out. */
function IsName() {
  return applyDecorators(
    ApiPropertyOptional(),
    IsOptional(),
    IsString(),
    MinLength(1),
    MaxLength(limits.codeLengthMax),
  );
}

const quantity = { oneOf: [{ type: 'number' }, { type: 'string' }], example: 5000 };

export const changeNames = [
  'stock.added',
  'demand.added',
  'demand.changed',
  'demand.removed',
  'agreement.ended',
  'lane.blocked',
  'lane.delayed',
  'reserve.set',
  'stock.counted',
  'fact.corrected',
  'fact.confirmed',
  'override.added',
  'override.released',
] as const;

export class Change {
  @ApiProperty({ enum: changeNames })
  @IsIn(changeNames)
  change: (typeof changeNames)[number];
}

class Quantified extends Change {
  @ApiProperty(quantity)
  @IsDecimal()
  quantity: number | string;

  @ApiProperty({ example: 'KGM' })
  @IsString()
  @MinLength(1)
  @MaxLength(32)
  unit: string;
}

export class StockAdded extends Quantified {
  declare change: 'stock.added';

  @ApiProperty({ description: 'Code of a place, or of a producing region', example: 'gudang-btc' })
  @Matches(identifier)
  location: string;

  @IsName()
  lot?: string;

  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @Matches(date)
  bestBefore?: string;

  @IsName()
  grade?: string;
}

class Window {
  @ApiProperty({ format: 'date' })
  @Matches(date)
  from: string;

  @ApiProperty({ format: 'date' })
  @Matches(date)
  to: string;
}

export class DemandAdded extends Quantified {
  declare change: 'demand.added';

  @ApiPropertyOptional({ description: 'A name for it in the answer; one is made when absent' })
  @IsOptional()
  @Matches(identifier)
  demandId?: string;

  @ApiProperty({ example: '32.76', description: 'Kemendagri code' })
  @Matches(identifier)
  destination: string;

  @ApiProperty({ type: Window })
  @ValidateNested()
  @Type(() => Window)
  window: Window;

  @ApiPropertyOptional({ minimum: 1, maximum: 9, default: 5 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(9)
  priority?: number;

  @ApiPropertyOptional({ minimum: 0, maximum: 3650, default: 0 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(3650)
  minShelfLifeDays?: number;

  @IsName()
  grade?: string;
}

export class DemandChanged extends Change {
  declare change: 'demand.changed';

  @ApiPropertyOptional({ ...quantity, description: 'Absent: as it is' })
  @IsOptional()
  @IsDecimal()
  quantity?: number | string;

  @ApiPropertyOptional({ example: 'KGM', description: 'Of the quantity' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(32)
  unit?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 9, description: 'Absent: as it is' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(9)
  priority?: number;

  @ApiProperty()
  @Matches(identifier)
  demandId: string;
}

export class DemandRemoved extends Change {
  declare change: 'demand.removed';

  @ApiProperty()
  @Matches(identifier)
  demandId: string;
}

export class AgreementEnded extends Change {
  declare change: 'agreement.ended';

  @ApiProperty({ example: 'mou-btc-32.76-2025' })
  @Matches(identifier)
  agreement: string;
}

class OnLane extends Change {
  @ApiProperty({ example: '35.72-31-road' })
  @Matches(identifier)
  lane: string;
}

export class LaneBlocked extends OnLane {
  declare change: 'lane.blocked';
}

export class LaneDelayed extends OnLane {
  declare change: 'lane.delayed';

  @ApiProperty({ minimum: 1, maximum: 1000, description: 'Hours more than usual' })
  @IsInt()
  @Min(1)
  @Max(1000)
  hours: number;
}

export class ReserveSet extends Quantified {
  declare change: 'reserve.set';
}

export class StockCountedBy extends Quantified {
  declare change: 'stock.counted';

  @ApiProperty({ description: 'Code of the party that would report it', example: 'blitar-dkpp' })
  @Matches(identifier)
  source: string;

  @ApiProperty({ description: 'Code of a place, or of a producing region', example: 'gudang-btc' })
  @Matches(identifier)
  location: string;

  @IsName()
  lot?: string;

  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @Matches(date)
  bestBefore?: string;

  @IsName()
  grade?: string;
}

export class FactCorrected extends Change {
  declare change: 'fact.corrected';

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  factId: string;
}

export class FactConfirmed extends Change {
  declare change: 'fact.confirmed';

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  factId: string;

  @ApiProperty({ enum: ['confirmed', 'refused'] })
  @IsIn(['confirmed', 'refused'])
  decision: 'confirmed' | 'refused';
}

export class OverrideAdded extends Change {
  declare change: 'override.added';

  @ApiProperty({ enum: ['hold', 'cap', 'pin'] })
  @IsIn(['hold', 'cap', 'pin'])
  action: 'hold' | 'cap' | 'pin';

  @ApiPropertyOptional({ description: 'Code of a place, or of a producing region', example: 'gudang-btc' })
  @IsOptional()
  @Matches(identifier)
  location?: string;

  @IsName()
  lot?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Matches(identifier)
  demandId?: string;

  @ApiPropertyOptional({ example: '35.72-31-road' })
  @IsOptional()
  @Matches(identifier)
  lane?: string;

  @ApiPropertyOptional(quantity)
  @IsOptional()
  @IsDecimal()
  quantity?: number | string;

  @ApiPropertyOptional({ example: 'KGM' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(32)
  unit?: string;
}

export class OverrideReleased extends Change {
  declare change: 'override.released';

  @ApiProperty()
  @Matches(identifier)
  overrideId: string;
}

export type AnyChange =
  | StockAdded
  | DemandAdded
  | DemandChanged
  | DemandRemoved
  | AgreementEnded
  | LaneBlocked
  | LaneDelayed
  | ReserveSet
  | StockCountedBy
  | FactCorrected
  | FactConfirmed
  | OverrideAdded
  | OverrideReleased;

const kinds: Record<(typeof changeNames)[number], new () => Change> = {
  'stock.added': StockAdded,
  'demand.added': DemandAdded,
  'demand.changed': DemandChanged,
  'demand.removed': DemandRemoved,
  'agreement.ended': AgreementEnded,
  'lane.blocked': LaneBlocked,
  'lane.delayed': LaneDelayed,
  'reserve.set': ReserveSet,
  'stock.counted': StockCountedBy,
  'fact.corrected': FactCorrected,
  'fact.confirmed': FactConfirmed,
  'override.added': OverrideAdded,
  'override.released': OverrideReleased,
};

@ApiExtraModels(...Object.values(kinds))
export class WhatIfQuestion {
  @ApiProperty({ example: 'btc' })
  @Matches(identifier)
  hub: string;

  @ApiProperty({ example: 'egg.chicken' })
  @Matches(identifier)
  commodity: string;

  @ApiProperty({
    type: 'array',
    maxItems: changesMax,
    items: { oneOf: Object.values(kinds).map((kind) => ({ $ref: getSchemaPath(kind) })) },
  })
  @IsArray()
  @ArrayMaxSize(changesMax)
  @ValidateNested({ each: true })
  @Type(() => Change, {
    discriminator: {
      property: 'change',
      subTypes: Object.entries(kinds).map(([name, value]) => ({ name, value })),
    },
    keepDiscriminatorProperty: true,
  })
  changes: AnyChange[];
}
