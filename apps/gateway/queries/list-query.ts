import { shipmentStatuses } from '#contracts';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { httpLimits } from '../http/limits.js';
import { identifier } from '../http/patterns.js';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Paging that every list has. */
export class PageQuery {
  @ApiPropertyOptional({ minimum: 1, maximum: httpLimits.listItemsMax, default: httpLimits.listItemsDefault })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(httpLimits.listItemsMax)
  limit?: number;

  @ApiPropertyOptional({ description: '`next` of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(httpLimits.cursorLengthMax)
  cursor?: string;
}

/** Lists with a history: how they stood at an instant. */
export class HistoryQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'RFC 3339: the list as it stood then',
    example: '2026-11-23T06:15:00+07:00',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(instant, { message: 'asOf must be an RFC 3339 date-time with a time zone, with + written as %2B' })
  asOf?: string;
}

export class HubCommodityQuery extends HistoryQuery {
  @ApiPropertyOptional({ example: 'btc' })
  @IsOptional()
  @Matches(identifier)
  hub?: string;

  @ApiPropertyOptional({ example: 'egg.chicken' })
  @IsOptional()
  @Matches(identifier)
  commodity?: string;
}

export class BalancesQuery extends HubCommodityQuery {
  @ApiPropertyOptional({ example: '31', description: 'Kemendagri code' })
  @IsOptional()
  @Matches(identifier)
  region?: string;
}

export class StockQuery extends BalancesQuery {
  @ApiPropertyOptional({ description: 'Code of a place' })
  @IsOptional()
  @Matches(identifier)
  location?: string;
}

export class DemandsQuery extends HubCommodityQuery {
  @ApiPropertyOptional({ example: '31', description: 'Kemendagri code' })
  @IsOptional()
  @Matches(identifier)
  destination?: string;
}

export class ShipmentsQuery extends DemandsQuery {
  @ApiPropertyOptional({ enum: shipmentStatuses })
  @IsOptional()
  @IsIn(shipmentStatuses)
  status?: string;
}

export class AlertsQuery extends HubCommodityQuery {
  @ApiPropertyOptional({ enum: ['open', 'cleared', 'all'], default: 'open' })
  @IsOptional()
  @IsIn(['open', 'cleared', 'all'])
  state?: 'open' | 'cleared' | 'all';
}

export class RegistryQuery extends HistoryQuery {}

export class HubRegistryQuery extends HistoryQuery {
  @ApiPropertyOptional({ example: 'btc' })
  @IsOptional()
  @Matches(identifier)
  hub?: string;
}

export class FeedsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['fresh', 'late', 'stale', 'silent'] })
  @IsOptional()
  @IsIn(['fresh', 'late', 'stale', 'silent'])
  state?: string;
}
