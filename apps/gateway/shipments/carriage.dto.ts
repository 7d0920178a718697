import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { limits } from '#contracts';
import { identifier } from '../http/patterns.js';
import { CounterVehicle, Line, Report } from './shipment-actions.dto.js';

function Lines(description: string) {
  return applyDecorators(
    ApiPropertyOptional({ type: [Line], description }),
    IsOptional(),
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(limits.linesMax),
    ValidateNested({ each: true }),
    Type(() => Line),
  );
}

function Vehicles(description: string) {
  return applyDecorators(
    ApiPropertyOptional({ type: [CounterVehicle], description }),
    IsOptional(),
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(50),
    ValidateNested({ each: true }),
    Type(() => CounterVehicle),
  );
}

function Words() {
  return applyDecorators(IsString(), MinLength(1), MaxLength(limits.textLengthMax));
}

export class SplitReport extends Report {
  @ApiProperty({ type: [Line], description: 'What becomes a shipment of its own' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(limits.linesMax)
  @ValidateNested({ each: true })
  @Type(() => Line)
  lines: Line[];

  @Vehicles('Of the new shipment; the same ones when absent')
  vehicles?: CounterVehicle[];

  @Vehicles('What is left for the first one; as it was when absent')
  remaining?: CounterVehicle[];
}

export class MergeReport extends Report {
  @ApiProperty({
    example: '35.72-31-road.2026-11-24.ambient.2',
    description: 'The shipment that joins this one',
  })
  @Matches(identifier)
  with: string;

  @Vehicles('Those of both when absent')
  vehicles?: CounterVehicle[];
}

export class BreakdownReport extends Report {
  @ApiProperty({ example: 'As patah' })
  @Words()
  reason: string;

  @ApiPropertyOptional({ example: 'Tol Ngawi KM 579' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  place?: string;

  @ApiPropertyOptional({ minimum: -90, maximum: 90 })
  @IsOptional()
  @IsNumber()
  @Min(-90)
  @Max(90)
  latitude?: number;

  @ApiPropertyOptional({ minimum: -180, maximum: 180 })
  @IsOptional()
  @IsNumber()
  @Min(-180)
  @Max(180)
  longitude?: number;
}

export class TransferReport extends Report {
  @Lines('What changes hands; everything when absent')
  lines?: Line[];

  @ApiPropertyOptional({ description: 'Where it is another carrier' })
  @IsOptional()
  @Matches(identifier)
  carrier?: string;

  @ApiPropertyOptional({ example: 'AE-9001-UX' })
  @IsOptional()
  @Matches(identifier)
  vehicle?: string;

  @Vehicles('Kinds of vehicles that take over')
  vehicles?: CounterVehicle[];

  @ApiPropertyOptional()
  @IsOptional()
  @Words()
  reason?: string;
}

export class ReturnReport extends Report {
  @Lines('What goes back; all that was not received when absent')
  lines?: Line[];

  @ApiProperty({ example: 'kandang-ponggok', description: 'Place of the hub' })
  @Matches(identifier)
  place: string;

  @ApiProperty({ example: 'Jalan putus' })
  @Words()
  reason: string;
}

export class RestockReport extends Report {
  @Lines('What was counted there; all of it when absent')
  lines?: Line[];
}
