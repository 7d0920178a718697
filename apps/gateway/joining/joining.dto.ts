import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
} from 'class-validator';
import { limits } from '#contracts';

const told = /^[^\0]*\S[^\0]*$/;

export class GoLiveRequest {
  @ApiProperty({ example: 'Uji kesesuaian hijau', description: 'Why; kept in the history' })
  @IsString()
  @MinLength(3)
  @MaxLength(limits.textLengthMax)
  @Matches(told)
  reason: string;
}

export class RegisterPartyRequest extends GoLiveRequest {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'As the registry has a party, without its status',
    example: {
      code: 'kediri-pangan',
      nameId: 'Dinas Ketahanan Pangan Kota Kediri',
      nameEn: 'Food Security Office, Kediri',
      kind: 'department',
      regions: ['35.71'],
      system: true,
      rank: 100,
      cadenceHours: 24,
    },
  })
  @IsObject()
  party: Record<string, unknown>;

  @ApiPropertyOptional({ type: 'array', items: { type: 'object' }, description: 'Regions that are new' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  regions?: Record<string, unknown>[];

  @ApiPropertyOptional({ type: 'array', items: { type: 'object' }, description: 'Its places' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsObject({ each: true })
  places?: Record<string, unknown>[];

  @ApiPropertyOptional({ type: 'array', items: { type: 'object' }, description: 'Lanes to its regions' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  lanes?: Record<string, unknown>[];

  @ApiPropertyOptional({ type: 'array', items: { type: 'object' }, description: 'Its agreements' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  agreements?: Record<string, unknown>[];
}
