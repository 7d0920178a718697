import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { identifier } from '../http/patterns.js';

const topicList = /^(shipments|balances|alerts|facts|feeds)(,(shipments|balances|alerts|facts|feeds)){0,4}$/;

export class LiveQuery {
  @ApiPropertyOptional({
    description: 'Comma-separated: shipments, balances, alerts, facts, feeds',
    default: 'shipments,balances,alerts',
  })
  @IsOptional()
  @Matches(topicList, { message: 'topics must be some of shipments, balances, alerts, facts, feeds' })
  topics?: string;

  @ApiPropertyOptional({ example: 'btc' })
  @IsOptional()
  @Matches(identifier)
  hub?: string;

  @ApiPropertyOptional({ example: 'egg.chicken' })
  @IsOptional()
  @Matches(identifier)
  commodity?: string;

  @ApiPropertyOptional({ example: '31' })
  @IsOptional()
  @Matches(identifier)
  region?: string;

  @ApiPropertyOptional({ description: 'For clients that cannot send the Last-Event-ID header' })
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  lastEventId?: string;
}
