import { describe, expect, it } from 'vitest';
import { maskAddress, maskIdNumber, maskLastFour, maskName, maskPhone } from './masking.ts';

describe('masks', () => {
  it.each([
    ['张三', '张*'],
    ['张三丰', '张**'],
    ['欧阳锋', '欧阳*'],
    ['欧阳修远', '欧阳**'],
    ['上官婉儿', '上官**'],
    ['司马迁', '司马*'],
    ['诸葛亮', '诸葛*'],
    ['欧阳', '欧*'],
    ['阿依古丽', '阿***'],
    ['𠮷田', '𠮷*'],
    [' 李四 ', '李*'],
    ['王', '*'],
    ['', ''],
  ])('the name %s is %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it.each([
    ['411323199001010016', '411323********0016'],
    ['41132319900101018X', '411323********018X'],
    ['E12345678', '*****5678'],
    ['1234', '**34'],
    ['', ''],
  ])('the number %s is %s', (idNo, masked) => {
    expect(maskIdNumber(idNo)).toBe(masked);
  });

  it.each([
    ['13812341234', '138****1234'],
    ['0377-69660001', '*********0001'],
    ['12345', '***45'],
  ])('the phone %s is %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });

  it('a card or licence shows its last four', () => {
    expect(maskLastFour('6228480000000001234')).toBe('***************1234');
    expect(maskLastFour('1')).toBe('*');
  });

  it.each([
    ['河南省南阳市西峡县丹水镇某某村12号', '河南省南阳市西峡县丹水镇****'],
    ['西峡县白羽街道人民路市场街3号楼', '西峡县白羽街道****'],
    ['河南省南阳市镇平县石佛寺镇1号', '河南省南阳市镇平县石佛寺镇****'],
    ['河南省新乡市红旗区东街街道5号', '河南省新乡市红旗区东街街道****'],
    ['驻马店市驿城区人民街街道8号', '驻马店市驿城区人民街街道****'],
    ['西峡县寨根乡', '西峡县寨根乡'],
    ['西峡县人民路1号', '西峡县****'],
    ['某小区5号楼3单元', '****'],
    ['建材市场12号', '****'],
  ])('the address %s ends at the township: %s', (address, masked) => {
    expect(maskAddress(address)).toBe(masked);
  });
});
