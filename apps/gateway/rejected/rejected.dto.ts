import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { limits } from '#contracts';
import { PageQuery } from '../queries/list-query.js';
import { identifier } from '../http/patterns.js';

const instant = /^[12]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
// Postgres knows no NUL in a text.
const storable = /^[^\0]*$/;

/** Characters of a text that is searched for. */
const searchLength = { min: 3, max: 128 };

export class RejectedQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Code of the party that sent it' })
  @IsOptional()
  @Matches(identifier)
  party?: string;

  @ApiPropertyOptional({ description: 'Code of the refusal' })
  @IsOptional()
  @Matches(identifier)
  code?: string;

  @ApiPropertyOptional({ example: 'lumbung.stock.counted.v1' })
  @IsOptional()
  @Matches(identifier)
  type?: string;

  @ApiPropertyOptional({ description: 'Id that its sender gave it' })
  @IsOptional()
  @IsString()
  @MaxLength(256)
  @Matches(storable)
  eventId?: string;

  @ApiPropertyOptional({ enum: ['open', 'resent', 'dismissed'] })
  @IsOptional()
  @IsIn(['open', 'resent', 'dismissed'])
  state?: 'open' | 'resent' | 'dismissed';

  @ApiPropertyOptional({ description: 'RFC 3339: received then or later' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(instant, { message: 'from must be an RFC 3339 date-time with a time zone, with + written as %2B' })
  from?: string;

  @ApiPropertyOptional({ description: 'RFC 3339: received before' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(instant, { message: 'to must be an RFC 3339 date-time with a time zone, with + written as %2B' })
  to?: string;

  @ApiPropertyOptional({
    description:
      'Text inside the event id, or inside what the event said where the reader may know it; upper and lower case are the same. A page looks at 5,000 rejected events: it may be short or empty while `next` says that older ones are left.',
    minLength: searchLength.min,
    maxLength: searchLength.max,
  })
  @IsOptional()
  @IsString()
  @MinLength(searchLength.min)
  @MaxLength(searchLength.max)
  @Matches(storable)
  q?: string;
}

/** Read by `readResend`, so that the event stays as it was written. */
export class ResendRequest {
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'The mended CloudEvent, of the party that sent the rejected one; absent: as it was',
  })
  event?: Record<string, unknown>;
}

export class DismissRequest {
  @ApiProperty({ example: 'Sudah dikirim lagi dengan nomor lain' })
  @IsString()
  @MinLength(1)
  @MaxLength(limits.textLengthMax)
  @Matches(/^[^\0]*\S[^\0]*$/)
  reason: string;
}
