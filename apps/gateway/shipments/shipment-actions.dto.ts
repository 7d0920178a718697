import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { limits, receiptReasons, varianceKinds } from '#contracts';
import type { ReceiptReason } from '#contracts';
import { identifier, photoId } from '../http/patterns.js';
import { PointReading, readingsMax } from '../tracking/locations.dto.js';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const localDate = /^\d{4}-\d{2}-\d{2}$/;
const decimal = /^(0|[1-9]\d{0,17})(\.\d{1,12})?$/;

/** A JSON number ≥ 0 or a decimal text. */
function IsQuantity() {
  return ValidateBy({
    name: 'isQuantity',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'number'
          ? Number.isFinite(value) && value >= 0
          : typeof value === 'string' && decimal.test(value),
      defaultMessage: () => '$property must be a number ≥ 0 or a decimal text such as "12.5"',
    },
  });
}

/** What every report about a shipment may carry. */
export class Report {
  @ApiPropertyOptional({ description: 'Event id of the sender; the Idempotency-Key header does the same' })
  @IsOptional()
  @Matches(identifier)
  id?: string;

  @ApiPropertyOptional({
    description: 'When it happened (RFC 3339); now when absent',
    example: '2026-11-24T05:40:00+07:00',
  })
  @IsOptional()
  @Matches(instant)
  time?: string;
}

export class CounterVehicle {
  @ApiProperty({ example: 'CDD' })
  @Matches(identifier)
  code: string;

  @ApiProperty({ minimum: 1, maximum: 1_000 })
  @IsInt()
  @Min(1)
  @Max(1_000)
  count: number;
}

export class ResponseReport extends Report {
  @ApiProperty({
    enum: ['accepted', 'declined', 'countered'],
    description: 'countered: asks for other vehicles or another date; the hub decides',
  })
  @IsIn(['accepted', 'declined', 'countered'])
  response: 'accepted' | 'declined' | 'countered';

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(limits.textLengthMax)
  reason?: string;

  @ApiPropertyOptional({ example: 'AG-8123-UK' })
  @IsOptional()
  @Matches(identifier)
  vehicle?: string;

  @ApiPropertyOptional({ type: [CounterVehicle], description: 'Of a counter-offer: what it would come with' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => CounterVehicle)
  vehicles?: CounterVehicle[];

  @ApiPropertyOptional({ example: '2026-11-25', description: 'Of a counter-offer: when it would load' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(localDate)
  pickupDate?: string;
}

export class DecisionReport extends Report {
  @ApiProperty({
    enum: ['offer', 'counter'],
    description: 'offer: whether it may be offered; counter: what a carrier asked for instead',
  })
  @IsIn(['offer', 'counter'])
  about: 'offer' | 'counter';

  @ApiProperty({ enum: ['approved', 'refused'] })
  @IsIn(['approved', 'refused'])
  decision: 'approved' | 'refused';

  @ApiPropertyOptional({
    example: 'Sri Wahyuni',
    description:
      'From a system: the name of the person who decided. Of a session it is always who is signed in',
  })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  by?: string;

  @ApiPropertyOptional({ description: 'Whose counter-offer, where there are several' })
  @IsOptional()
  @Matches(identifier)
  carrier?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(limits.textLengthMax)
  reason?: string;
}

export class ChangeAnswerReport extends Report {
  @ApiPropertyOptional({ description: 'Which proposal; the open one when absent' })
  @IsOptional()
  @Matches(identifier)
  changeId?: string;

  @ApiProperty({ enum: ['accepted', 'declined'] })
  @IsIn(['accepted', 'declined'])
  answer: 'accepted' | 'declined';

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(limits.textLengthMax)
  reason?: string;
}

export class Line {
  @ApiPropertyOptional({ description: '`<location>/<lot>`' })
  @IsOptional()
  @IsString()
  @MaxLength(129)
  lotId?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(limits.codeLengthMax)
  lot?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Matches(identifier)
  location?: string;

  @ApiProperty()
  @Matches(identifier)
  demandId: string;

  @ApiProperty({ example: 'egg.chicken' })
  @Matches(identifier)
  commodity: string;

  @ApiProperty({ oneOf: [{ type: 'number', minimum: 0 }, { type: 'string' }], example: '3970' })
  @IsQuantity()
  quantity: number | string;

  @ApiProperty({ example: 'KGM' })
  @IsString()
  @MinLength(1)
  @MaxLength(32)
  unit: string;

  @ApiPropertyOptional({ description: 'Loose goods beside the units, in base units', minimum: 0 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(limits.quantityMax)
  loose?: number;
}

/** What was not taken as good, in units and loose goods. */
class ReceivedVariance {
  @ApiProperty({
    enum: varianceKinds,
    description: 'short did not come; the others came and wait for a decision',
  })
  @IsIn(varianceKinds)
  kind: (typeof varianceKinds)[number];

  @ApiProperty({ oneOf: [{ type: 'number', minimum: 0 }, { type: 'string' }], example: 2 })
  @IsQuantity()
  quantity: number | string;

  @ApiProperty({ example: 'peti' })
  @IsString()
  @MinLength(1)
  @MaxLength(32)
  unit: string;

  @ApiPropertyOptional({ description: 'Loose goods beside the units, in base units', minimum: 0 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(limits.quantityMax)
  loose?: number;

  @ApiProperty({ enum: receiptReasons, description: 'Names of them: /v1/receipt-reasons' })
  @IsIn(receiptReasons)
  reason: ReceiptReason;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(limits.textLengthMax)
  note?: string;
}

class ReceivedLine extends Line {
  @ApiPropertyOptional({ example: 'Pecah di jalan' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(limits.textLengthMax)
  varianceReason?: string;

  @ApiPropertyOptional({
    type: [ReceivedVariance],
    description: 'What of the line was not received in good order; what is not named did not come',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(limits.variancesMax)
  @ValidateNested({ each: true })
  @Type(() => ReceivedVariance)
  variances?: ReceivedVariance[];

  @ApiPropertyOptional({ type: [String], description: 'Ids of photos that were uploaded' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(limits.linePhotosMax)
  @Matches(photoId, { each: true })
  photos?: string[];
}

class DisposedLine extends Line {
  @ApiProperty({ enum: ['stock', 'waste'] })
  @IsIn(['stock', 'waste'])
  to: 'stock' | 'waste';

  @ApiPropertyOptional({ description: 'Where it is in stock again; where it came from when absent' })
  @IsOptional()
  @Matches(identifier)
  place?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(limits.textLengthMax)
  note?: string;
}

export class DispositionReport extends Report {
  @ApiProperty({ type: [DisposedLine], description: 'What becomes of goods that were not taken' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(limits.linesMax)
  @ValidateNested({ each: true })
  @Type(() => DisposedLine)
  lines: DisposedLine[];
}

export class DispatchReport extends Report {
  @ApiPropertyOptional({ type: [Line], description: 'What was loaded; as planned when absent' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(limits.linesMax)
  @ValidateNested({ each: true })
  @Type(() => Line)
  lines?: Line[];

  @ApiPropertyOptional({ example: 'AG-8123-UK' })
  @IsOptional()
  @Matches(identifier)
  vehicle?: string;

  @ApiPropertyOptional({ description: 'Why less was loaded than was accepted' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(limits.textLengthMax)
  reason?: string;
}

const hasNoPoints = ({ points }: { points?: unknown }) => points === undefined;

export class LocationReport extends Report {
  @ApiPropertyOptional({ minimum: -90, maximum: 90, example: -7.25, description: 'Needed without points' })
  @ValidateIf(hasNoPoints)
  @IsNumber()
  @Min(-90)
  @Max(90)
  latitude: number;

  @ApiPropertyOptional({ minimum: -180, maximum: 180, example: 111.12, description: 'Needed without points' })
  @ValidateIf(hasNoPoints)
  @IsNumber()
  @Min(-180)
  @Max(180)
  longitude: number;

  @ApiPropertyOptional({ minimum: -60, maximum: 80, example: 24.5 })
  @IsOptional()
  @IsNumber()
  @Min(-60)
  @Max(80)
  temperatureCelsius?: number;

  @ApiPropertyOptional({
    type: [PointReading],
    minItems: 1,
    maxItems: readingsMax,
    description: 'Instead of one position: many with their own times, in any order; a repeat has no effect',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(readingsMax)
  points?: unknown[];
}

export class ReceiptReport extends Report {
  @ApiPropertyOptional({ type: [ReceivedLine], description: 'What arrived; all as shipped when absent' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(limits.linesMax)
  @ValidateNested({ each: true })
  @Type(() => ReceivedLine)
  lines?: ReceivedLine[];
}

export class CancellationReport extends Report {
  @ApiProperty({ example: 'Kendaraan rusak' })
  @IsString()
  @MinLength(1)
  @MaxLength(limits.textLengthMax)
  reason: string;
}
