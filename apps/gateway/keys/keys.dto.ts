import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
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
import { keyPermissions } from '#access';
import type { Permission } from '#access';
import { keyLimits } from './party-keys.js';

export class IssueKeyRequest {
  @ApiProperty({ example: 'server gudang', description: 'What it is for; no names of people' })
  @IsString()
  @MinLength(1)
  @MaxLength(80)
  @Matches(/^[^\0]*\S[^\0]*$/)
  label: string;

  @ApiPropertyOptional({ enum: keyPermissions, isArray: true, description: 'Absent: all that you have' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(keyPermissions.length)
  @ArrayUnique()
  @IsIn(keyPermissions, { each: true })
  scopes?: Permission[];

  @ApiPropertyOptional({ description: 'RFC 3339; absent: until it is revoked' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @MaxLength(35)
  expiresAt?: string;
}

export class RotateKeyRequest {
  @ApiPropertyOptional({
    minimum: 0,
    maximum: keyLimits.overlapHoursMax,
    default: keyLimits.overlapHoursDefault,
    description: 'Hours that the old key goes on working',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(keyLimits.overlapHoursMax)
  overlapHours?: number;
}

export class RevokeKeyQuery {
  @ApiPropertyOptional({ enum: ['true', 'false'], description: 'Also the keys that it issued' })
  @IsOptional()
  @IsIn(['true', 'false'])
  issued?: 'true' | 'false';
}
