import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { topics } from '#contracts';
import { outboundLimits } from '#outbound';
import { identifier } from '../http/patterns.js';
import { PageQuery } from '../queries/list-query.js';

const types: string[] = topics.outbound.events.map(({ type }) => type);
const storable = /^[^\0]*$/;
const descriptionMax = 200;
const idMax = 200;
const idsMax = 1_000;

class WebhookWords {
  @ApiPropertyOptional({ example: 'server gudang', description: 'What it is for; no names of people' })
  @IsOptional()
  @IsString()
  @MaxLength(descriptionMax)
  @Matches(storable)
  description?: string;

  @ApiPropertyOptional({ enum: types, isArray: true, description: 'Absent: every type' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(outboundLimits.typesMax)
  @ArrayUnique()
  @IsIn(types, { each: true })
  types?: string[];
}

export class CreateWebhookRequest extends WebhookWords {
  @ApiProperty({ example: 'https://sistem.example/lumbung', description: 'https, at a public address' })
  @IsString()
  @MinLength(1)
  @MaxLength(outboundLimits.urlLengthMax)
  url: string;

  @ApiPropertyOptional({ example: 'e-peken', description: 'Absent: your own; another one by its hub' })
  @IsOptional()
  @IsString()
  @Matches(identifier)
  party?: string;
}

export class ChangeWebhookRequest extends WebhookWords {
  @ApiPropertyOptional({ example: 'https://sistem.example/lumbung' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(outboundLimits.urlLengthMax)
  url?: string;

  @ApiPropertyOptional({
    enum: ['active', 'paused'],
    description: 'What is published meanwhile waits; active ends a disabling too',
  })
  @IsOptional()
  @IsIn(['active', 'paused'])
  state?: 'active' | 'paused';
}

export class RotateSecretRequest {
  @ApiPropertyOptional({
    minimum: 0,
    maximum: outboundLimits.overlapHoursMax,
    default: outboundLimits.overlapHoursDefault,
    description: 'Hours for which deliveries are signed with the old secret too',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(outboundLimits.overlapHoursMax)
  overlapHours?: number;
}

export class RedeliverRequest {
  @ApiPropertyOptional({ description: 'Ids of events', isArray: true, type: String })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(idsMax)
  @IsString({ each: true })
  @MaxLength(idMax, { each: true })
  @Matches(storable, { each: true })
  eventIds?: string[];

  @ApiPropertyOptional({ description: 'RFC 3339: published then or later', example: '2026-11-23T00:00:00Z' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @MaxLength(35)
  from?: string;

  @ApiPropertyOptional({ description: 'RFC 3339: published before', example: '2026-11-24T00:00:00Z' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @MaxLength(35)
  to?: string;
}

export class WebhooksQuery {
  @ApiPropertyOptional({ example: 'e-peken', description: 'Absent: all that you may see' })
  @IsOptional()
  @IsString()
  @Matches(identifier)
  party?: string;
}

export class DeliveriesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['pending', 'delivered', 'failed'] })
  @IsOptional()
  @IsIn(['pending', 'delivered', 'failed'])
  state?: 'pending' | 'delivered' | 'failed';

  @ApiPropertyOptional({ description: 'Id of an event' })
  @IsOptional()
  @IsString()
  @MaxLength(idMax)
  @Matches(storable)
  eventId?: string;
}
