import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { entryKinds, limits } from '#contracts';
import type { EntryKind } from '#contracts';
import { PageQuery } from '../queries/list-query.js';
import { identifier } from '../http/patterns.js';

const told = /^[^\0]*\S[^\0]*$/;
const versionMax = 1_000_000_000_000;

export const registryLimits = { changesMax: 500, importRowsMax: 5_000 } as const;

class WithReason {
  @ApiProperty({ example: 'Amandemen pertama ditandatangani', description: 'Why; kept in the history' })
  @IsString()
  @MinLength(3)
  @MaxLength(limits.textLengthMax)
  @Matches(told)
  reason: string;
}

export class PutEntryRequest extends WithReason {
  @ApiProperty({ type: 'object', additionalProperties: true })
  @IsDefined()
  value: object;

  @ApiPropertyOptional({ description: 'Version it was read at, as If-Match says it too; absent: it is new' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(versionMax)
  expectedVersion?: number;
}

export class DeleteEntryQuery extends WithReason {
  @ApiPropertyOptional({ description: 'Version it was read at, as If-Match says it too' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(versionMax)
  expectedVersion?: number;
}

class EntryChangeRequest {
  @ApiProperty({ enum: entryKinds })
  @IsIn(entryKinds)
  kind: EntryKind;

  @ApiProperty()
  @Matches(identifier)
  code: string;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, description: 'Null removes it' })
  @ValidateIf((change: EntryChangeRequest) => change.value !== null)
  @IsDefined()
  value: object | null;

  @ApiProperty({ description: 'Version it was read at; 0: it is new' })
  @IsInt()
  @Min(0)
  @Max(versionMax)
  expectedVersion: number;
}

export class ChangesRequest extends WithReason {
  @ApiProperty({ type: [EntryChangeRequest] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(registryLimits.changesMax)
  @ValidateNested({ each: true })
  @Type(() => EntryChangeRequest)
  changes: EntryChangeRequest[];
}

export class ImportQuery extends WithReason {
  @ApiPropertyOptional({
    enum: ['true', 'false'],
    default: 'false',
    description: 'Only say what would happen',
  })
  @IsOptional()
  @IsIn(['true', 'false'])
  preview?: 'true' | 'false';
}

export class EntryHistoryQuery extends PageQuery {}
