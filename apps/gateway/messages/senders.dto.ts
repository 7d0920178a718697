import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { identifier } from '../http/patterns.js';
import { channelNames, type ChannelName } from './channels.js';

const placesMax = 20;
const nicknamesMax = 10;

class SenderPlaceRequest {
  @ApiProperty({ example: 'kandang-ponggok' })
  @IsString()
  @MaxLength(64)
  place: string;

  @ApiPropertyOptional({ example: ['kandang belakang'], isArray: true, type: String })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(nicknamesMax)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  nicknames?: string[];
}

export class AddSenderRequest {
  @ApiPropertyOptional({ example: 'peternakan-ponggok', description: 'Absent: your own' })
  @IsOptional()
  @IsString()
  @Matches(identifier)
  party?: string;

  @ApiProperty({ enum: channelNames })
  @IsIn(channelNames)
  channel: ChannelName;

  @ApiProperty({ example: '+6281234567890', description: 'E.164; of Telegram the id of the chat' })
  @IsString()
  @MaxLength(20)
  address: string;

  @ApiProperty({ type: () => [SenderPlaceRequest], description: 'Their order is their number' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(placesMax)
  @ValidateNested({ each: true })
  @Type(() => SenderPlaceRequest)
  places: SenderPlaceRequest[];

  @ApiProperty({ example: '2026-11-23T02:00:00Z', description: 'When they agreed to it' })
  @IsISO8601({ strict: true })
  @MaxLength(35)
  consentAt: string;
}

export class SendersQuery {
  @ApiPropertyOptional({ example: 'peternakan-ponggok', description: 'Absent: all that you may see' })
  @IsOptional()
  @IsString()
  @Matches(identifier)
  party?: string;
}
