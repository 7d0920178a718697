import { ApiProperty, ApiPropertyOptional, PartialType, PickType } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { limits } from '#contracts';
import { identifier } from '../http/patterns.js';
import { HubCommodityQuery } from '../queries/list-query.js';
import { OverrideAdded } from '../what-if/what-if.dto.js';

const states = ['active', 'expired', 'released'] as const;
const idsMax = 50;

class Reasoned {
  @ApiPropertyOptional({ description: 'Event id; a repeat has no effect' })
  @IsOptional()
  @Matches(identifier)
  id?: string;

  @ApiProperty({ minLength: 3, maxLength: limits.textLengthMax })
  @IsString()
  @MinLength(3)
  @MaxLength(limits.textLengthMax)
  reason: string;
}

class Target extends PickType(OverrideAdded, [
  'action',
  'location',
  'lot',
  'demandId',
  'lane',
  'quantity',
  'unit',
] as const) {}

export class OverrideRequest extends Target {
  @ApiPropertyOptional({ description: 'Event id; a repeat has no effect' })
  @IsOptional()
  @Matches(identifier)
  id?: string;

  @ApiPropertyOptional({ description: 'Of one that this revises; a new one when absent' })
  @IsOptional()
  @Matches(identifier)
  overrideId?: string;

  @ApiProperty({ example: 'egg.chicken' })
  @Matches(identifier)
  commodity: string;

  @ApiProperty({ format: 'date-time', description: 'It holds until this instant, at most 366 days ahead' })
  @IsISO8601({ strict: true })
  until: string;

  @ApiProperty({ minLength: 3, maxLength: limits.textLengthMax })
  @IsString()
  @MinLength(3)
  @MaxLength(limits.textLengthMax)
  reason: string;
}

export class ReleaseRequest extends Reasoned {}

export class OverridesQuery extends PartialType(
  PickType(HubCommodityQuery, ['hub', 'commodity', 'asOf'] as const),
) {
  @ApiPropertyOptional({ enum: states })
  @IsOptional()
  @IsIn(states)
  state?: (typeof states)[number];

  @ApiPropertyOptional({ description: 'Comma-separated ids, as the reasons of a plan name them' })
  @IsOptional()
  @IsString()
  @MaxLength(idsMax * (limits.identifierLengthMax + 1))
  ids?: string;
}
