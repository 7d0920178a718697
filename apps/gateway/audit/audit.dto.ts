import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { identifier } from '../http/patterns.js';
import { PageQuery } from '../queries/list-query.js';

const instant = /^[12]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

export class AuditQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'session.refused' })
  @IsOptional()
  @Matches(identifier)
  action?: string;

  @ApiPropertyOptional({ description: 'What it was done to', example: 'party/e-peken' })
  @IsOptional()
  @IsString()
  @MaxLength(256)
  @Matches(/^[^\0]*$/)
  subject?: string;

  @ApiPropertyOptional({ description: 'Party in whose name it was done' })
  @IsOptional()
  @Matches(identifier)
  party?: string;

  @ApiPropertyOptional({ enum: ['done', 'refused'] })
  @IsOptional()
  @IsIn(['done', 'refused'])
  outcome?: 'done' | 'refused';

  @ApiPropertyOptional({ description: 'RFC 3339: then or later' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(instant, { message: 'from must be an RFC 3339 date-time with a time zone, with + written as %2B' })
  from?: string;

  @ApiPropertyOptional({ description: 'RFC 3339: before' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(instant, { message: 'to must be an RFC 3339 date-time with a time zone, with + written as %2B' })
  to?: string;
}

export class AuditExportQuery {
  @ApiPropertyOptional({ enum: ['csv', 'ndjson'], default: 'ndjson' })
  @IsOptional()
  @IsIn(['csv', 'ndjson'])
  format?: 'csv' | 'ndjson';
}
