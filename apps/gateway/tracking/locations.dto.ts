import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsOptional, Max, Min } from 'class-validator';

export const readingsMax = 1_000;

/** Shown in the documents only: each item is judged by itself, so that one that is wrong does not spoil the others. */
export class PointReading {
  @ApiProperty({ example: '2026-11-24T05:40:00+07:00' })
  time: string;

  @ApiProperty({ minimum: -90, maximum: 90, example: -7.25 })
  latitude: number;

  @ApiProperty({ minimum: -180, maximum: 180, example: 111.12 })
  longitude: number;

  @ApiPropertyOptional({ minimum: -60, maximum: 80, example: 4.5 })
  temperatureCelsius?: number;
}

export class FleetReading extends PointReading {
  @ApiPropertyOptional({ description: 'Either this or the vehicle' })
  shipmentId?: string;

  @ApiPropertyOptional({ example: 'AG-8123-UK', description: 'All that it carries for you' })
  vehicle?: string;
}

export class LocationsRequest {
  @ApiProperty({ type: [FleetReading], minItems: 1, maxItems: readingsMax })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(readingsMax)
  readings: unknown[];
}

export class TrackQuery {
  @ApiPropertyOptional({ minimum: 2, maximum: 2_000, default: 500, description: 'Points to show at most' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(2)
  @Max(2_000)
  limit?: number;
}
