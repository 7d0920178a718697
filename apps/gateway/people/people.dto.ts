import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { MaxLength, MinLength } from 'class-validator';
import { passwordLength, roles } from '#access';
import type { Role } from '#access';
import { identifier } from '../http/patterns.js';
import { PageQuery } from '../queries/list-query.js';

const username = /^[a-z0-9][a-z0-9._@+-]{2,127}$/i;
const printable = /^[^\p{C}]*\S[^\p{C}]*$/u;
const token = /^[A-Za-z0-9_-]{43}$/;
const nameLengthMax = 120;
// Longer than any that is taken, so that a long one is told why; short enough to cost nothing.
const typedMax = passwordLength.max * 4;

export class SignInRequest {
  @ApiProperty({ example: 'sari@blitarkab.go.id' })
  @IsString()
  @MaxLength(128)
  username: string;

  @ApiProperty({ format: 'password' })
  @IsString()
  @MaxLength(typedMax)
  password: string;
}

export class PasswordRequest {
  @ApiProperty({ format: 'password', description: 'The present one' })
  @IsString()
  @MaxLength(typedMax)
  present: string;

  @ApiProperty({ format: 'password', minLength: passwordLength.min, maxLength: passwordLength.max })
  @IsString()
  @MaxLength(typedMax)
  next: string;
}

export class LinkRequest {
  @ApiProperty({ description: 'What follows #/undangan/ in the link' })
  @Matches(token)
  token: string;
}

export class AcceptRequest extends LinkRequest {
  @ApiProperty({ format: 'password', minLength: passwordLength.min, maxLength: passwordLength.max })
  @IsString()
  @MaxLength(typedMax)
  password: string;

  @ApiPropertyOptional({ description: 'Only for the first administrator' })
  @IsOptional()
  @Matches(username)
  username?: string;

  @ApiPropertyOptional({ description: 'Only for the first administrator' })
  @IsOptional()
  @IsString()
  @MaxLength(nameLengthMax)
  @Matches(printable)
  name?: string;
}

export class InviteRequest {
  @ApiProperty({ example: 'disperindag-kab-blitar' })
  @Matches(identifier)
  party: string;

  @ApiProperty({ example: 'sari@blitarkab.go.id', description: 'A name or an e-mail address' })
  @Matches(username)
  username: string;

  @ApiProperty({ example: 'Sari Wulandari' })
  @IsString()
  @MinLength(1)
  @MaxLength(nameLengthMax)
  @Matches(printable)
  name: string;

  @ApiProperty({ enum: roles, isArray: true })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(roles.length)
  @IsIn(roles, { each: true })
  roles: Role[];
}

export class PersonChangeRequest {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(nameLengthMax)
  @Matches(printable)
  name?: string;

  @ApiPropertyOptional({ enum: roles, isArray: true })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(roles.length)
  @IsIn(roles, { each: true })
  roles?: Role[];

  @ApiPropertyOptional({ enum: ['active', 'disabled'] })
  @IsOptional()
  @IsIn(['active', 'disabled'])
  status?: 'active' | 'disabled';
}

export class PeopleQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Code of a party' })
  @IsOptional()
  @Matches(identifier)
  party?: string;
}
