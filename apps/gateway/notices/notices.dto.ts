import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsObject,
  IsOptional,
  Matches,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { AlertCode, MailWay, NoticeWishes } from '#domain';
import { identifier } from '../http/patterns.js';
import { PageQuery } from '../queries/list-query.js';

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;
const code = /^[A-Z_]{2,40}$/;
const noticeId = /^[0-9a-f]{32}$/;
const ways: MailWay[] = ['now', 'digest', 'none'];
const listMax = 200;

export class NoticesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['unread', 'all'], description: 'Default: all' })
  @IsOptional()
  @IsIn(['unread', 'all'])
  state?: 'unread' | 'all';
}

export class ReadRequest {
  @ApiPropertyOptional({ type: [String], description: 'Absent: all that are unread' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(listMax)
  @Matches(noticeId, { each: true })
  noticeIds?: string[];
}

export class BySeverity {
  @ApiProperty()
  @IsBoolean()
  critical: boolean;

  @ApiProperty()
  @IsBoolean()
  warning: boolean;

  @ApiProperty()
  @IsBoolean()
  info: boolean;
}

export class MailBySeverity {
  @ApiProperty({ enum: ways })
  @IsIn(ways)
  critical: MailWay;

  @ApiProperty({ enum: ways })
  @IsIn(ways)
  warning: MailWay;

  @ApiProperty({ enum: ways })
  @IsIn(ways)
  info: MailWay;
}

export class QuietHoursBody {
  @ApiProperty({ example: '21:00', description: 'In the hub’s time' })
  @Matches(clock)
  from: string;

  @ApiProperty({ example: '05:00', description: 'In the hub’s time' })
  @Matches(clock)
  to: string;
}

/** What somebody wants to be told, whole: what is not said here is not kept. */
export class WishesRequest implements NoticeWishes {
  @ApiProperty({ enum: ['id', 'en'], description: 'Of mails' })
  @IsIn(['id', 'en'])
  language: 'id' | 'en';

  @ApiProperty({ type: BySeverity })
  @IsObject()
  @ValidateNested()
  @Type(() => BySeverity)
  inbox: BySeverity;

  @ApiProperty({ type: BySeverity, description: 'On the screen, while a page is open' })
  @IsObject()
  @ValidateNested()
  @Type(() => BySeverity)
  popup: BySeverity;

  @ApiProperty({ type: MailBySeverity })
  @IsObject()
  @ValidateNested()
  @Type(() => MailBySeverity)
  mail: MailBySeverity;

  @ApiProperty({ description: 'False: no mail at all' })
  @IsBoolean()
  mailOn: boolean;

  @ApiProperty({ type: QuietHoursBody, nullable: true })
  @ValidateIf((_, value) => value !== null)
  @IsObject()
  @ValidateNested()
  @Type(() => QuietHoursBody)
  quiet: QuietHoursBody | null;

  @ApiProperty({ description: 'What is critical does not wait for the end of the quiet hours' })
  @IsBoolean()
  urgentBreaksQuiet: boolean;

  @ApiProperty({ enum: ['off', 'hourly', 'daily'] })
  @IsIn(['off', 'hourly', 'daily'])
  digest: 'off' | 'hourly' | 'daily';

  @ApiProperty({ example: '07:00', description: 'Of a daily summary, in the hub’s time' })
  @Matches(clock)
  digestAt: string;

  @ApiProperty({ type: [String], description: 'Kinds of alerts that are not told' })
  @IsArray()
  @ArrayMaxSize(listMax)
  @ArrayUnique()
  @Matches(code, { each: true })
  mutedCodes: AlertCode[];

  @ApiProperty({ type: [String], description: 'Empty: all' })
  @IsArray()
  @ArrayMaxSize(listMax)
  @ArrayUnique()
  @Matches(identifier, { each: true })
  commodities: string[];

  @ApiProperty({ type: [String], description: 'Empty: all' })
  @IsArray()
  @ArrayMaxSize(listMax)
  @ArrayUnique()
  @Matches(identifier, { each: true })
  regions: string[];
}

export class AddressRequest {
  @ApiProperty({ example: 'sari@blitarkab.go.id', nullable: true, description: 'Null: forget the address' })
  @ValidateIf((_, value) => value !== null)
  @IsEmail()
  @MaxLength(254)
  address: string | null;
}

export class ConfirmRequest {
  @ApiProperty({ description: 'What follows #/surel/ in the link' })
  @MaxLength(200)
  @Matches(/^[A-Za-z0-9._-]+$/)
  token: string;
}
