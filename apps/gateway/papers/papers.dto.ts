import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { identifier } from '../http/patterns.js';
import { paperKinds, type PaperKind } from './paper-content.js';
import { strokeLimits } from './strokes.js';

/** Letters, digits and what is written between them: no control characters on a paper. */
const nameOf = /^[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{N} .,'’()/-]*$/u;

export class IssueRequest {
  @ApiProperty({
    enum: paperKinds,
    description: 'SJ: surat jalan; DM: daftar muat; BAST: berita acara serah terima',
  })
  @IsIn(paperKinds)
  kind: PaperKind;

  @ApiPropertyOptional({ example: 'Slamet Riyadi', description: 'As before when absent' })
  @IsOptional()
  @IsString()
  @MinLength(2)
  @MaxLength(100)
  @Matches(nameOf)
  driver?: string;

  @ApiPropertyOptional({ example: 'AG-8123-UK', description: 'Plate; what the carrier reported when absent' })
  @IsOptional()
  @Matches(identifier)
  vehicle?: string;
}

export class SignRequest {
  @ApiProperty({ enum: ['giver', 'receiver'] })
  @IsIn(['giver', 'receiver'])
  role: 'giver' | 'receiver';

  @ApiProperty({ example: 'Sri Wahyuni', description: 'Who drew it' })
  @IsString()
  @MinLength(2)
  @MaxLength(100)
  @Matches(nameOf)
  name: string;

  @ApiProperty({
    example: 'M40 120 L90 60 L140 130 L200 70 L280 110',
    maxLength: strokeLimits.lengthMax,
    description: 'SVG path of absolute M and L with whole numbers in a box of 600 × 200, 5 to 5,000 points',
  })
  @IsString()
  @MaxLength(strokeLimits.lengthMax)
  strokes: string;

  @ApiPropertyOptional({
    description: '`statement` that was shown; refused with SIGNED_CHANGED when it is another one by now',
  })
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  statement?: string;
}
