import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { identifier } from '../http/patterns.js';
import { fieldLimits } from './field-limits.js';

class GrantRequest {
  @ApiProperty({ example: 'peternakan-ponggok' })
  @IsString()
  @Matches(identifier)
  party: string;

  @ApiPropertyOptional({
    example: ['kandang-ponggok'],
    isArray: true,
    type: String,
    description: 'Absent: all',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(fieldLimits.placesMax)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  places?: string[];
}

export class InviteFieldRequest {
  @ApiProperty({ type: () => [GrantRequest], description: 'One producer, or several for your own phone' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(fieldLimits.producersMax)
  @ValidateNested({ each: true })
  @Type(() => GrantRequest)
  grants: GrantRequest[];

  @ApiPropertyOptional({ description: 'For your own phone: what it reports for producers carries your id' })
  @IsOptional()
  @IsBoolean()
  forMyself?: boolean;

  @ApiPropertyOptional({
    minimum: 1,
    maximum: fieldLimits.usesMax,
    default: 1,
    description: 'Phones it lets in',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(fieldLimits.usesMax)
  uses?: number;

  @ApiPropertyOptional({ minimum: 1, maximum: fieldLimits.hoursMax, default: fieldLimits.hoursDefault })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(fieldLimits.hoursMax)
  hours?: number;
}

export class JoinFieldRequest {
  @ApiProperty({ description: 'What is behind # in the link' })
  @IsString()
  @MaxLength(64)
  token: string;

  @ApiProperty({
    description: '256 random bits in base64url, made by the phone: its credential from then on',
  })
  @IsString()
  @Matches(/^[A-Za-z0-9_-]{43}$/)
  secret: string;
}
